export const NO_ACCOUNTS = {
  empty: {
    heading: "No accounts yet",
    description: "An account appears here with the first entry that posts to it, such as the commission of a sale.",
  },
  filtered: { heading: "Nothing found", description: "No account matches your search." },
}

export const NO_ENTRIES = {
  empty: {
    heading: "No entries yet",
    description: "What is earned, becomes payable or is taken back appears here as an entry that sums to zero.",
  },
  filtered: { heading: "Nothing found", description: "No entry matches your search." },
}

/**
 * Medusa's Admin has one text for every page that fails to load, and the API's refusals of a role come up as that. So it
 * names the likeliest reason.
 */
export default {
  en: {
    translation: {
      errorBoundary: {
        defaultTitle: "This page can't be opened",
        defaultMessage:
          "You may not have permission to open it: ask an owner. If you do have it, something went wrong; try again later.",
      },
    },
  },
}

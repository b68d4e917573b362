/**
 * Medusa's Admin shows this message for every page that fails to load, including pages that the user's role doesn't allow,
 * which is the most likely reason.
 */
export default {
  en: {
    translation: {
      errorBoundary: {
        defaultTitle: "This page can't be opened",
        defaultMessage:
          "You may not have permission to open it: ask an owner. If you have permission, something went wrong. Please try again later.",
      },
    },
  },
}

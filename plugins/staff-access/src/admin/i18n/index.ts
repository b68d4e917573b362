/**
 * Words of Medusa's Admin that don't fit a shop. It shows the message of `errorBoundary` for every page that fails to load,
 * including pages that the user's role doesn't allow, which is the most likely reason.
 */
export default {
  en: {
    translation: {
      login: {
        title: "Sign in to Admin",
        hint: "Use the email address and password of your staff account.",
      },
      invite: {
        title: "Create your staff account",
        hint: "You will sign in to Admin with this password.",
        successHint: "You can use Admin right away.",
        successAction: "Open Admin",
      },
      errorBoundary: {
        defaultTitle: "This page can't be opened",
        defaultMessage:
          "You may not have permission to open it: ask an owner. If you have permission, something went wrong. Please try again later.",
      },
    },
  },
}

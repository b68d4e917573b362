// Replaces "server-only" and stylesheets in Jest.
export {}

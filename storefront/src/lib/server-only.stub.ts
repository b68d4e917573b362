// Stands in for "server-only" and for stylesheets under jest, where neither means anything.
export {}

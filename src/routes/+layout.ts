// Pages are HTML and plain forms; a page that needs a running component says so itself.
export const csr = false;

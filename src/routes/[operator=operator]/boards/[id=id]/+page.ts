// The one kind of page with a running component: what others write appears by itself.
export const csr = true;

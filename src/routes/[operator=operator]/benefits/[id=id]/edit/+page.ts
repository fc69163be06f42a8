// Several tables of a hall write at once: what others write appears by itself.
export const csr = true;

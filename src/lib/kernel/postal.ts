export type PostalCodeResult = { ok: true; postalCode: string } | { ok: false };

/** '770-0943' from 〒７７０ー０９４３, 7700943 and the like. */
export function normalisePostalCode(text: string): PostalCodeResult {
	const plain = text
		.normalize('NFKC')
		.replace(/[〒\s]/gu, '')
		.replace(/[‐‑‒–—―−ー]/gu, '-');
	const match = /^(\d{3})-?(\d{4})$/u.exec(plain);
	return match ? { ok: true, postalCode: `${match[1]}-${match[2]}` } : { ok: false };
}

/** 〒770-0943, from a code as stored. */
export function formatPostalCode(postalCode: string): string {
	return `〒${postalCode}`;
}

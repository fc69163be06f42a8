/** An address that somebody gave, as a link that leads to a page and does nothing else; undefined for any other kind. */
export function outward(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	return /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

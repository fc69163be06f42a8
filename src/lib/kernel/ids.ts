/**
 * A UUID version 7 (RFC 9562): sorts by time of making, so that ids also serve as a stable order.
 * `random` must be 10 random bytes.
 */
export function uuidV7(at: Date, random: Uint8Array): string {
	const bytes = new Uint8Array(16);
	const time = BigInt(at.getTime());
	for (let index = 0; index < 6; index++) {
		bytes[index] = Number((time >> BigInt(8 * (5 - index))) & 0xffn);
	}
	bytes.set(random.subarray(0, 10), 6);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20),
	].join('-');
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
	return pattern.test(text);
}

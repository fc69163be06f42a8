/** From the bytes of a text file to its text: which encoding Japanese lists are written in is found out, not asked. */

export type Encoding =
	'UTF-8' | 'UTF-8 BOM' | 'CP932' | 'UTF-16LE' | 'UTF-16BE' | 'EUC-JP' | 'ISO-2022-JP';

export type Decoded = { encoding: Encoding; text: string };

/** Undefined when these bytes are no text in any encoding that Japanese lists use. */
export function decode(bytes: Uint8Array): Decoded | undefined {
	const found = byMark(bytes) ?? withoutMark(bytes);
	return found && isText(found.text) ? found : undefined;
}

function byMark(bytes: Uint8Array): Decoded | undefined {
	const [first, second, third] = bytes;
	if (first === 0xef && second === 0xbb && third === 0xbf) return read(bytes, 'UTF-8 BOM');
	if (first === 0xff && second === 0xfe) return read(bytes, 'UTF-16LE');
	if (first === 0xfe && second === 0xff) return read(bytes, 'UTF-16BE');
	return undefined;
}

function withoutMark(bytes: Uint8Array): Decoded | undefined {
	const wide = wideWithoutMark(bytes);
	if (wide) return read(bytes, wide);
	if (isSevenBit(bytes) && hasEscape(bytes)) return read(bytes, 'ISO-2022-JP');
	return read(bytes, 'UTF-8') ?? oldJapanese(bytes);
}

/** UTF-16 without a mark: every other byte of commas, digits and line ends is zero. */
function wideWithoutMark(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
	if (bytes.length % 2 !== 0) return undefined;
	const zeros = [0, 0];
	const looked = Math.min(bytes.length, 4_000);
	for (let at = 0; at < looked; at += 1) {
		if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	}
	const [even = 0, odd = 0] = zeros;
	if (even + odd < looked / 50) return undefined;
	if (odd > even * 20) return 'UTF-16LE';
	return even > odd * 20 ? 'UTF-16BE' : undefined;
}

const isSevenBit = (bytes: Uint8Array) => bytes.every((byte) => byte < 0x80);
const hasEscape = (bytes: Uint8Array) =>
	bytes.some((byte, at) => byte === 0x1b && (bytes[at + 1] === 0x24 || bytes[at + 1] === 0x28));

/** Bytes of CP932 often happen to be lawful EUC-JP and the other way round: the one that reads like Japanese is right. */
function oldJapanese(bytes: Uint8Array): Decoded | undefined {
	const candidates = [read(bytes, 'CP932') ?? damaged(bytes), read(bytes, 'EUC-JP')];
	return candidates
		.filter((one) => one !== undefined)
		.toSorted((one, other) => strangeness(one.text) - strangeness(other.text))[0];
}

/** How much of a text a Japanese list would hardly contain: half-width kana, private-use letters, rare signs. */
function strangeness(text: string): number {
	const odd = text.match(/[\uff61-\uff9f\ue000-\uf8ff\ufffd\u0080-\u009f]/gu)?.length ?? 0;
	const usual = text.match(/[ぁ-んァ-ヶ一-龠ー、。]/gu)?.length ?? 0;
	return odd / (usual + 1);
}

/** A letter here and there that CP932 does not have (made at somebody's own machine) does not spoil a list. */
function damaged(bytes: Uint8Array): Decoded | undefined {
	const text = new TextDecoder('shift_jis').decode(bytes);
	const lost = text.match(/\ufffd/gu)?.length ?? 0;
	return lost > 0 && lost * 200 <= text.length ? { encoding: 'CP932', text } : undefined;
}

const labels: Record<Encoding, string> = {
	'UTF-8': 'utf-8',
	'UTF-8 BOM': 'utf-8',
	CP932: 'shift_jis',
	'UTF-16LE': 'utf-16le',
	'UTF-16BE': 'utf-16be',
	'EUC-JP': 'euc-jp',
	'ISO-2022-JP': 'iso-2022-jp',
};

function read(bytes: Uint8Array, encoding: Encoding): Decoded | undefined {
	try {
		return { encoding, text: new TextDecoder(labels[encoding], { fatal: true }).decode(bytes) };
	} catch {
		// these bytes are not written in this encoding
		return undefined;
	}
}

/** Control characters are in programs and pictures, not in lists. */
function isText(text: string): boolean {
	if (text.includes('\u0000')) return false;
	const controls = text.match(/[\u0001-\u0008\u000b\u000e-\u001f\ufffe\uffff]/gu)?.length ?? 0;
	return controls * 500 <= text.length;
}

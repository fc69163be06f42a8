/**
 * What a camera writes into a picture beside the picture: where it was taken, when, with which device, by whom. It goes;
 * the picture itself stays byte for byte, with its colours and the side that is up.
 */
export function withoutMetadata(
	type: 'image/jpeg' | 'image/png',
	content: Uint8Array,
): Uint8Array | undefined {
	return type === 'image/jpeg' ? cleanJpeg(content) : cleanPng(content);
}

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, comment: 0xfe, exif: 0xe1 } as const;

/** Walks the segments (ITU T.81, annex B); undefined when this is no whole JPEG. */
function cleanJpeg(content: Uint8Array): Uint8Array | undefined {
	const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
	const kept: Uint8Array[] = [content.subarray(0, 2)];
	let turn: Uint8Array | undefined;
	let at = 2;
	while (at + 4 <= content.length) {
		if (content[at] !== 0xff) return undefined;
		const kind = content[at + 1] ?? 0;
		if (kind === 0xff) {
			at += 1;
			continue;
		}
		if (kind === marker.end) return joined([...kept, Uint8Array.of(0xff, marker.end)], turn);
		const end = at + 2 + view.getUint16(at + 2);
		if (end > content.length) return undefined;
		const body = content.subarray(at + 4, end);
		if (kind === marker.exif) turn ??= orientationOf(body);
		const next = kind === marker.scan ? endOfScan(content, end) : end;
		if (isNeeded(kind, body)) kept.push(content.subarray(at, next));
		at = next;
	}
	// some scanners leave the last marker out
	const isEnded = at === content.length || (content[at] === 0xff && content[at + 1] === marker.end);
	const isPicture = kept.some((part) => part[1] === marker.scan);
	return isEnded && isPicture
		? joined([...kept, Uint8Array.of(0xff, marker.end)], turn)
		: undefined;
}

/** Everything but comments and what programs add for themselves; colour profiles and Adobe's colour order stay. */
function isNeeded(kind: number, body: Uint8Array): boolean {
	if (kind === marker.comment) return false;
	if (kind < 0xe0 || kind > 0xef) return true;
	const name = String.fromCharCode(...body.subarray(0, 11));
	return (
		(kind === 0xe0 && name.startsWith('JFIF\0')) ||
		(kind === 0xe2 && name === 'ICC_PROFILE') ||
		(kind === 0xee && name.startsWith('Adobe'))
	);
}

/** Compressed data runs until a marker that is neither stuffing nor a restart. */
function endOfScan(content: Uint8Array, from: number): number {
	for (let at = from; at + 1 < content.length; at++) {
		const next = content[at + 1] ?? 0;
		if (content[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
	}
	return content.length;
}

/** Which side is up (TIFF tag 0x0112), as an Exif segment that says nothing else. */
function orientationOf(body: Uint8Array): Uint8Array | undefined {
	if (String.fromCharCode(...body.subarray(0, 4)) !== 'Exif' || body.length < 20) return undefined;
	const tiff = new DataView(body.buffer, body.byteOffset + 6, body.byteLength - 6);
	const isLittle = tiff.getUint16(0) === 0x4949;
	const table = tiff.getUint32(4, isLittle);
	if (table + 2 > tiff.byteLength) return undefined;
	const entries = tiff.getUint16(table, isLittle);
	for (let entry = 0; entry < entries; entry++) {
		const place = table + 2 + entry * 12;
		if (place + 12 > tiff.byteLength) return undefined;
		if (tiff.getUint16(place, isLittle) !== 0x0112) continue;
		const side = tiff.getUint16(place + 8, isLittle);
		return side >= 2 && side <= 8 ? turnSegment(side) : undefined;
	}
	return undefined;
}

function turnSegment(side: number): Uint8Array {
	return Uint8Array.of(
		...[0xff, marker.exif, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
		...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
		...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, side, 0, 0, 0, 0, 0, 0],
	);
}

function joined([start, ...rest]: Uint8Array[], turn: Uint8Array | undefined): Uint8Array {
	return Buffer.concat([start ?? Uint8Array.of(), turn ?? Uint8Array.of(), ...rest]);
}

/** What a PNG needs to be shown as it was meant. */
const pngChunks = new Set(
	'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
);

/** Walks the chunks; what stands after the last one goes too. Undefined when this is no whole PNG. */
function cleanPng(content: Uint8Array): Uint8Array | undefined {
	const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
	const kept: Uint8Array[] = [content.subarray(0, 8)];
	for (let at = 8; at + 12 <= content.length;) {
		const end = at + 12 + view.getUint32(at);
		if (end > content.length) return undefined;
		const name = String.fromCharCode(...content.subarray(at + 4, at + 8));
		if (pngChunks.has(name)) kept.push(content.subarray(at, end));
		if (name === 'IEND') return Buffer.concat(kept);
		at = end;
	}
	return undefined;
}

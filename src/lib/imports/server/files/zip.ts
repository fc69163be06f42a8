import { inflateRawSync } from 'node:zlib';

/** What is inside an archive, once it is sure that unpacking it does no harm. */
export type Archive = { names: string[]; sheets: Buffer[] };

/** `bomb`: more than a list can be, unpacked. `broken`: no archive that can be read to its end. */
export type ArchiveFault = 'bomb' | 'broken' | 'password';

const mostUnpacked = 60 * 1024 * 1024;
const mostEntries = 2_000;

/**
 * Unpacks every part of an archive once, counting what really comes out: the sizes that an archive tells about itself
 * may lie. Answers with the sheets, which are looked at before the spreadsheet reader gets the file.
 */
export function inspectArchive(content: Uint8Array): Archive | ArchiveFault {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0 || end + 22 > bytes.length) return 'broken';
	const count = bytes.readUInt16LE(end + 10);
	if (count === 0xffff || count > mostEntries) return 'bomb';
	const found: Archive = { names: [], sheets: [] };
	let left = mostUnpacked;
	let at = bytes.readUInt32LE(end + 16);
	for (let index = 0; index < count; index += 1) {
		if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return 'broken';
		const flags = bytes.readUInt16LE(at + 8);
		if (flags & 1) return 'password';
		const nameLength = bytes.readUInt16LE(at + 28);
		const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
		const part = unpack(bytes, at, left);
		if (typeof part === 'string') return part;
		left -= part.length;
		found.names.push(name);
		if (/^xl\/worksheets\/[^/]+\.xml$/u.test(name)) found.sheets.push(part);
		at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return found;
}

function unpack(bytes: Buffer, entry: number, left: number): Buffer | ArchiveFault {
	const method = bytes.readUInt16LE(entry + 10);
	const packed = bytes.readUInt32LE(entry + 20);
	const local = bytes.readUInt32LE(entry + 42);
	if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) return 'broken';
	const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
	if (start + packed > bytes.length) return 'broken';
	const data = bytes.subarray(start, start + packed);
	if (method === 0) return data.length > left ? 'bomb' : data;
	if (method !== 8) return 'broken';
	try {
		return inflateRawSync(data, { maxOutputLength: Math.max(1, left) });
	} catch (failure) {
		const isTooMuch = failure instanceof RangeError;
		return isTooMuch ? 'bomb' : 'broken';
	}
}

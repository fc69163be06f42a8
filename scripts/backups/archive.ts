/**
 * One file with many parts, in the form of tar so that any system can open it. Headers and filling are
 * written in exactly one way, so that every single byte of the file can be checked when it is read.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

export type Part = { name: string; bytes: number; sha256: string };

/** Where the content of a part lies in the file. */
export type Place = Part & { start: number };

const block = 512;
const largestPart = 0o77777777777;

/** The file is not such an archive, or was cut or changed; `part` is where that was seen. */
export class Damaged extends Error {
	readonly part: string;
	constructor(part: string) {
		super(`damaged: ${part}`);
		this.part = part;
	}
}

export type Archive = {
	add: (name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<Part>;
	/** Writes the end and waits until everything is on the disk. */
	finish: () => Promise<number>;
	close: () => Promise<void>;
};

export async function newArchive(path: string): Promise<Archive> {
	const file = await open(path, 'wx', 0o600);
	let position = 0;
	return {
		add: async (name, content) => {
			const part = await writeContent(file, position + block, name, content);
			await write(file, headerOf(part), position);
			position += block + part.bytes;
			const filling = fillingAfter(part.bytes);
			await write(file, Buffer.alloc(filling), position);
			position += filling;
			return part;
		},
		finish: async () => {
			await write(file, Buffer.alloc(2 * block), position);
			await file.sync();
			return position + 2 * block;
		},
		close: () => file.close(),
	};
}

async function writeContent(
	file: FileHandle,
	start: number,
	name: string,
	content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Part> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const piece of content) {
		hash.update(piece);
		await write(file, piece, start + bytes);
		bytes += piece.byteLength;
	}
	if (bytes > largestPart) throw new Error(`${name} is larger than 8 GB`);
	return { name, bytes, sha256: hash.digest('hex') };
}

async function write(file: FileHandle, content: Uint8Array, position: number): Promise<void> {
	for (let done = 0; done < content.byteLength;) {
		const rest = content.byteLength - done;
		const { bytesWritten } = await file.write(content, done, rest, position + done);
		done += bytesWritten;
	}
}

function fillingAfter(bytes: number): number {
	return (block - (bytes % block)) % block;
}

/** POSIX.1-1988 (ustar): name, mode, owner, size, time, checksum, kind; nothing of this machine. */
function headerOf({ name, bytes }: Pick<Part, 'name' | 'bytes'>): Buffer {
	if (Buffer.byteLength(name) > 100) throw new Error(`the name is too long: ${name}`);
	const header = Buffer.alloc(block);
	const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
	header.write(name, 0);
	header.write(`${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
	header.write(`${octal(bytes, 11)}\0${octal(0, 11)}\0`, 124);
	header.write(' '.repeat(8), 148);
	header.write('0', 156);
	header.write('ustar\0' + '00', 257);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${octal(sum, 6)}\0 `, 148);
	return header;
}

/** Walks over every byte of an archive. Throws {@link Damaged} at the first one that cannot be right. */
export async function readArchive(path: string): Promise<Place[]> {
	const file = await open(path, 'r');
	try {
		const { size } = await file.stat();
		const places: Place[] = [];
		let position = 0;
		for (;;) {
			const after = places.at(-1)?.name ?? 'beginning';
			const header = await readExactly(file, position, block, after);
			if (header.every((byte) => byte === 0)) break;
			const { name, bytes } = describedBy(header, after);
			const start = position + block;
			if (start + bytes > size) throw new Damaged(name);
			places.push({ name, bytes, start, sha256: await hashOf(path, start, bytes) });
			position = start + bytes;
			const filling = await readExactly(file, position, fillingAfter(bytes), name);
			if (filling.some((byte) => byte !== 0)) throw new Damaged(name);
			position += filling.byteLength;
		}
		const end = await readExactly(file, position, 2 * block, 'end');
		if (size !== position + 2 * block || end.some((byte) => byte !== 0)) throw new Damaged('end');
		return places;
	} finally {
		await file.close();
	}
}

function describedBy(header: Buffer, after: string): { name: string; bytes: number } {
	const name = header.toString('utf8', 0, 100).replace(/\0+$/, '');
	const size = header.toString('latin1', 124, 135);
	const bytes = Number.parseInt(size, 8);
	const isOurs =
		/^[0-7]{11}$/.test(size) &&
		Buffer.byteLength(name) <= 100 &&
		headerOf({ name, bytes }).equals(header);
	if (!isOurs) throw new Damaged(after);
	return { name, bytes };
}

async function readExactly(
	file: FileHandle,
	position: number,
	length: number,
	part: string,
): Promise<Buffer> {
	const content = Buffer.alloc(length);
	let done = 0;
	while (done < length) {
		const { bytesRead } = await file.read(content, done, length - done, position + done);
		if (bytesRead === 0) throw new Damaged(part);
		done += bytesRead;
	}
	return content;
}

async function hashOf(path: string, start: number, bytes: number): Promise<string> {
	const hash = createHash('sha256');
	for await (const piece of contentAt(path, { start, bytes })) hash.update(piece);
	return hash.digest('hex');
}

export async function* contentAt(
	path: string,
	{ start, bytes }: Pick<Place, 'start' | 'bytes'>,
): AsyncGenerator<Buffer> {
	if (bytes === 0) return;
	// the cast is safe: without an encoding a file stream gives buffers
	yield* createReadStream(path, { start, end: start + bytes - 1 }) as AsyncIterable<Buffer>;
}

export async function textAt(path: string, place: Place): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of contentAt(path, place)) pieces.push(piece);
	return Buffer.concat(pieces).toString('utf8');
}

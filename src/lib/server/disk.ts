import { statfs } from 'node:fs/promises';

/** What is left to the database when nothing new is taken in any more, so that it can go on answering. */
const reserve = 64_000_000;
const rememberFor = 500;

let looked: { folder: string; at: number; full: Promise<boolean> } | undefined;

/** Whether the disk of the data folder is as good as full. Looked at twice a second at most. */
export function diskIsFull(folder: string): Promise<boolean> {
	const at = performance.now();
	if (looked?.folder !== folder || at - looked.at > rememberFor) {
		looked = { folder, at, full: look(folder) };
	}
	return looked.full;
}

async function look(folder: string): Promise<boolean> {
	try {
		const { bavail, bsize } = await statfs(folder);
		return bavail * bsize < reserve;
	} catch {
		// a file system that does not tell: whoever writes will find out
		return false;
	}
}

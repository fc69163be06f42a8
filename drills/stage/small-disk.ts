/** A disk of its own, small enough to be filled. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { aDataFolder } from './program.ts';
import type { Stage } from './stage.ts';

/** A data folder on a disk of so many megabytes; undefined where nobody may make one (it takes root, on Linux). */
export function aSmallDisk(stage: Stage, megabytes: number): string | undefined {
	const folder = aDataFolder(stage);
	const size = `size=${megabytes}m,mode=711`;
	const made = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]);
	if (made.status !== 0) return undefined;
	stage.atEnd(() => spawnSync('umount', ['-l', folder]));
	return folder;
}

/** Leaves not one byte. The answer gives all of it back. */
export function fillUp(folder: string): () => void {
	const path = join(folder, 'somebody-elses-video.mp4');
	const file = openSync(path, 'w');
	for (const size of [4_000_000, 4_096]) {
		const piece = Buffer.alloc(size);
		let isFull = false;
		while (!isFull) {
			try {
				isFull = writeSync(file, piece) < size;
			} catch {
				isFull = true;
			}
		}
	}
	closeSync(file);
	return () => rmSync(path);
}

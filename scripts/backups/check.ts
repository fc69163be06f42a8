/** Whether a backup can be relied on: every byte, every part, and a schema that this program knows. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../../src/lib/server/postgres-files.ts';
import { root } from '../groundwork.ts';
import { Damaged, readArchive, textAt, type Place } from './archive.ts';
import { isFromTheFuture, readManifest, sha256Of, type Manifest } from './manifest.ts';

export type Checked = { manifest: Manifest; places: ReadonlyMap<string, Place> };

/** Reads the whole file. Throws a {@link StartProblem} that names the first part that is not as it was made. */
export async function checkBackup(path: string): Promise<Checked> {
	if (!existsSync(path) || !statSync(path).isFile()) {
		throw new StartProblem(
			`バックアップのファイルが見つかりません: ${path}\nThere is no such backup file.`,
		);
	}
	const places = new Map((await placesOf(path)).map((place) => [place.name, place]));
	const manifest = await manifestOf(path, places);
	for (const { name, bytes, sha256 } of manifest.parts) {
		const found = places.get(name);
		if (!found) throw broken(`${name} がありません`, `${name} is missing`);
		if (found.bytes !== bytes || found.sha256 !== sha256) throw changed(name);
	}
	const known = new Set(['manifest.json', 'manifest.sha256', ...manifest.parts.map((p) => p.name)]);
	const foreign = [...places.keys()].find((name) => !known.has(name));
	if (foreign) throw broken(`${foreign} は入っていないはずです`, `${foreign} does not belong here`);
	return { manifest, places };
}

async function placesOf(path: string): Promise<Place[]> {
	try {
		return await readArchive(path);
	} catch (failure) {
		if (failure instanceof Damaged) throw changed(failure.part);
		throw failure;
	}
}

async function manifestOf(path: string, places: ReadonlyMap<string, Place>): Promise<Manifest> {
	const [list, sum] = [places.get('manifest.json'), places.get('manifest.sha256')];
	if (!list || !sum) throw broken('途中で切れています', 'it was cut off');
	const text = await textAt(path, list);
	if (`${sha256Of(text)}  manifest.json\n` !== (await textAt(path, sum))) {
		throw changed('manifest.json');
	}
	if (isFromTheFuture(text)) throw newerProgram('?');
	const manifest = readManifest(text);
	if (!manifest) throw broken('目録を読めません', 'its list cannot be read');
	return manifest;
}

function changed(part: string): StartProblem {
	return broken(`${part} が作ったときと違います`, `${part} is not as it was made`);
}

function broken(ja: string, en: string): StartProblem {
	return new StartProblem(
		`このバックアップは壊れています。使わないでください（${ja}）。\nThis backup is damaged, do not use it: ${en}.`,
	);
}

/** The migrations of a backup must be ones that this program brings, unchanged. */
export function refuseUnknownSchema({ migrations, program }: Manifest): void {
	const own = ownMigrations();
	for (const { name, checksum } of migrations) {
		const mine = own.get(name);
		if (mine === undefined) throw newerProgram(program.version);
		if (mine !== checksum) {
			throw new StartProblem(
				`プログラムの一部（migrations/${name}）が、バックアップを作ったときと違います。プログラムを入れなおしてください。\nmigrations/${name} is not the one that the backup was made with: install the program again.`,
			);
		}
	}
}

/** Name → checksum of what this program brings. */
export function ownMigrations(): ReadonlyMap<string, string> {
	const folder = join(root, 'migrations');
	return new Map(
		readdirSync(folder)
			.filter((name) => name.endsWith('.sql'))
			.sort()
			.map((name) => {
				const content = readFileSync(join(folder, name));
				return [name, createHash('sha256').update(content).digest('hex')];
			}),
	);
}

function newerProgram(version: string): StartProblem {
	return new StartProblem(
		`このバックアップは、より新しいプログラム（${version}）で作られています。先にプログラムを新しくしてください。\nThis backup was made by a newer program (${version}): update the program first.`,
	);
}

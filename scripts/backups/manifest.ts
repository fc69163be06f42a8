/** What a backup says about itself, so that it can be checked without the machine it was made on. */
import { createHash, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** Raised when a program of today could not read the file any more. */
export const format = 1;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const manifestShape = v.object({
	format: v.literal(format),
	madeAt: v.pipe(v.string(), v.isoTimestamp()),
	program: v.object({ name: v.string(), version: v.string() }),
	postgres: v.string(),
	/** The schema: the migrations that had been applied. */
	migrations: v.array(v.object({ name: v.string(), checksum: sha256 })),
	tables: v.array(
		v.object({
			schema: v.pipe(v.string(), v.regex(/^[a-z_]+$/)),
			name: v.pipe(v.string(), v.regex(/^[a-z_0-9]+$/)),
			columns: v.array(v.pipe(v.string(), v.regex(/^[a-z_0-9]+$/))),
			rows: v.number(),
			part: v.string(),
		}),
	),
	/** Uploaded papers that the database names but that were not on the disk as it describes them. */
	missingFiles: v.array(v.string()),
	/** The end of every operator's audit chain. */
	chains: v.array(v.object({ operatorId: v.string(), rows: v.number(), hash: sha256 })),
	/** Keys are not in the backup: only their names, where they lie, and how to recognise them. */
	keys: v.array(v.object({ name: v.string(), where: v.string(), fingerprint: v.string() })),
	parts: v.array(v.object({ name: v.string(), bytes: v.number(), sha256 })),
});

export type Manifest = v.InferOutput<typeof manifestShape>;
export type Key = Manifest['keys'][number];

export function readManifest(text: string): Manifest | undefined {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestShape), text);
	return read.success ? read.output : undefined;
}

/** Whether a text is a manifest of a program newer than this one. */
export function isFromTheFuture(text: string): boolean {
	const read = v.safeParse(
		v.pipe(v.string(), v.parseJson(), v.object({ format: v.number() })),
		text,
	);
	return read.success && read.output.format > format;
}

const packageShape = v.object({ name: v.string(), version: v.string() });

export function thisProgram(root: string): v.InferOutput<typeof packageShape> {
	return v.parse(packageShape, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
}

/** Recognises a key without telling it, also one that somebody made up themselves. */
export function fingerprintOf(name: string, key: string): string {
	return scryptSync(key, `otagaisama:${name}`, 8).toString('hex');
}

export function sha256Of(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

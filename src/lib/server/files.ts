import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { and, eq, inArray } from 'drizzle-orm';
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { personOf } from '../kernel/actor.ts';
import { isId } from '../kernel/ids.ts';
import { refuseField } from '../kernel/refusal.ts';
import { id, instant, operatorId } from './columns.ts';
import type { Context, Work } from './command.ts';
import { encodeFileName } from './csv.ts';
import type { Tx } from './db.ts';
import { withoutMetadata } from './picture-metadata.ts';

export const files = pgTable(
	'files',
	{
		operatorId: operatorId(),
		id: id(),
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		name: text('name').notNull(),
		mediaType: text('media_type').$type<MediaType>().notNull(),
		bytes: integer('bytes').notNull(),
		sha256: text('sha256').notNull(),
		addedBy: uuid('added_by'),
		addedAt: instant('added_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

/** What is taken from outside. */
type UploadedType = 'application/pdf' | 'image/png' | 'image/jpeg';
/** What the program makes, besides. */
export type MediaType =
	UploadedType | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export type StoredFile = typeof files.$inferSelect;

export const largestFile = 10 * 1024 * 1024;

const signatures: { type: UploadedType; starts: readonly number[]; ends?: readonly number[] }[] = [
	{ type: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
	{ type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
	{ type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
];

/** The type by content; the name and the sender's claim count for nothing. */
export function mediaTypeOf(content: Uint8Array): UploadedType | undefined {
	return signatures.find(({ starts }) => starts.every((byte, index) => content[index] === byte))
		?.type;
}

/**
 * Keeps an original; from a picture goes what tells where and when it was taken. The content is on disk before the row
 * is: a row without its content cannot happen, a content without a row (the transaction failed) is only waste, and swept
 * away at night. `field` is the form field to point at.
 */
export async function keepFile(
	work: Work,
	dataFolder: string,
	file: { name: string; content: Uint8Array },
	subject: { kind: string; id: string },
	field: string,
): Promise<string> {
	if (file.content.byteLength > largestFile) throw refuseField(field, 'file_too_large');
	const mediaType = mediaTypeOf(file.content);
	const isPicture = mediaType && mediaType !== 'application/pdf';
	const content = isPicture ? withoutMetadata(mediaType, file.content) : file.content;
	if (!mediaType || !content) throw refuseField(field, 'file_wrong_type');
	return keepMade(work, dataFolder, { name: file.name, content, mediaType }, subject);
}

/** The same for what the program made itself. */
export async function keepMade(
	work: Work,
	dataFolder: string,
	file: { name: string; content: Uint8Array; mediaType: MediaType },
	subject: { kind: string; id: string },
): Promise<string> {
	const id = work.newId();
	const path = pathOf(dataFolder, work.actor.operatorId, id);
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	try {
		await writeFile(`${path}.part`, file.content, { mode: 0o600, flush: true });
		await rename(`${path}.part`, path);
	} catch (failure) {
		await rm(`${path}.part`, { force: true }).catch(() => undefined);
		throw failure;
	}
	await work.tx.insert(files).values({
		operatorId: work.actor.operatorId,
		id,
		subjectKind: subject.kind,
		subjectId: subject.id,
		name: plainFileName(file.name),
		mediaType: file.mediaType,
		bytes: file.content.byteLength,
		sha256: createHash('sha256').update(file.content).digest('hex'),
		addedBy: personOf(work.actor),
		addedAt: work.now(),
	});
	return id;
}

/** Nobody finds these files any more; their content is erased later ({@link eraseContent}). */
export async function forgetFiles(
	tx: Tx,
	operatorId: string,
	kind: string,
	ids: readonly string[],
): Promise<void> {
	if (ids.length === 0) return;
	await tx
		.delete(files)
		.where(
			and(
				eq(files.operatorId, operatorId),
				eq(files.subjectKind, kind),
				inArray(files.subjectId, [...ids]),
			),
		);
}

export async function eraseContent(
	dataFolder: string,
	operatorId: string,
	id: string,
): Promise<void> {
	await rm(pathOf(dataFolder, operatorId, id), { force: true });
}

/** Files of some subjects; the caller has already checked that the actor may see these subjects. */
export function listFiles(
	tx: Tx,
	operatorId: string,
	kind: string,
	ids: string[],
): Promise<StoredFile[]> {
	if (ids.length === 0) return Promise.resolve([]);
	return tx
		.select()
		.from(files)
		.where(
			and(
				eq(files.operatorId, operatorId),
				eq(files.subjectKind, kind),
				inArray(files.subjectId, ids),
			),
		)
		.orderBy(files.addedAt)
		.limit(200);
}

/** What is in a file; the caller has already checked that the actor may read it. */
export function contentOfFile(
	dataFolder: string,
	{ operatorId, id }: Pick<StoredFile, 'operatorId' | 'id'>,
): Promise<Uint8Array> {
	return readFile(pathOf(dataFolder, operatorId, id));
}

/** The file's answer: always an attachment, never interpreted by the browser. */
export async function fileResponse(dataFolder: string, file: StoredFile): Promise<Response> {
	const content = await contentOfFile(dataFolder, file);
	return new Response(new Uint8Array(content), {
		headers: {
			'content-type': file.mediaType,
			'content-length': String(content.byteLength),
			'content-disposition': `attachment; filename*=UTF-8''${encodeFileName(file.name)}`,
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'private, no-store',
		},
	});
}

const day = 86_400_000;

/**
 * Removes what a killed program or a form that failed in the end has left: contents that no row names, older than a
 * day. Answers how many. What people sent and we did not take must not lie about.
 */
export async function sweepFiles(
	{ database, actor, now }: Context,
	dataFolder: string,
): Promise<number> {
	const { operatorId } = actor;
	const folder = dirname(pathOf(dataFolder, operatorId, operatorId));
	const names = await readdir(folder).catch(() => []);
	let swept = 0;
	for (let from = 0; from < names.length; from += 500) {
		const some = names.slice(from, from + 500);
		const ids = some.filter(isId);
		const rows = await database.as(actor, (tx) =>
			tx
				.select({ id: files.id })
				.from(files)
				.where(and(eq(files.operatorId, operatorId), inArray(files.id, ids))),
		);
		const known = new Set(rows.map(({ id }) => id));
		for (const name of some.filter((one) => !known.has(one))) {
			const found = await stat(join(folder, name)).catch(() => undefined);
			if (!found?.isFile() || now().getTime() - found.mtimeMs < day) continue;
			await rm(join(folder, name), { force: true });
			swept++;
		}
	}
	return swept;
}

function pathOf(dataFolder: string, operatorId: string, id: string): string {
	if (!isId(operatorId) || !isId(id)) throw new Error('a file without a proper id');
	return join(dataFolder, 'files', operatorId, id);
}

/** Only the last part of the sender's name, without control characters, for showing; never used as a path. */
function plainFileName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const plain = last.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '');
	return [...plain].slice(0, 120).join('') || 'file';
}

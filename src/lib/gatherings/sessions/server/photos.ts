import type { Actor } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../server/db.ts';
import { listFiles, type StoredFile } from '../../../server/files.ts';
import { sessionPage, type SessionPage } from './detail.ts';

/** What the files of photos belong to: one photo each. */
export const photoFiles = 'sessionPhoto';

/** A photo of a session, for who sees it in its report. */
export async function photoOrRefuse(
	tx: Tx,
	actor: Actor,
	sessionId: string,
	photoId: string,
): Promise<StoredFile> {
	const page = await sessionPage(tx, actor, sessionId);
	const seen = page.photos.filter(({ id }) => id === photoId);
	const [file] = await filesOfPhotos(tx, actor, seen);
	if (!file) throw new Refusal('not-found', 'refusal_not_found');
	return file;
}

/** The files of photos that this actor has been shown. */
export function filesOfPhotos(
	tx: Tx,
	actor: Actor,
	photos: Readonly<SessionPage['photos']>,
): Promise<StoredFile[]> {
	return listFiles(
		tx,
		actor.operatorId,
		photoFiles,
		photos.map(({ id }) => id),
	);
}

import { and, count, eq } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { command, type Work } from '../../../../server/command.ts';
import { forgetFiles, keepFile, mediaTypeOf } from '../../../../server/files.ts';
import { fitPhoto } from '../../../../server/pictures.ts';
import { mayFacilitate } from '../../../rules.ts';
import { sessionPhotos } from '../../../server/tables.ts';
import { AddPhoto, OnePhoto, SayConsent } from '../../forms.ts';
import { maySayConsent, mostPhotos, takesPhotos, type Consent } from '../../photos.ts';
import { photoFiles } from '../photos.ts';
import { sessionOrRefuse, type SessionInScope } from '../visible.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => sessionOrRefuse(tx, actor, id);

/** A photo for the report. What the camera wrote beside it, the place above all, is taken out before it is kept. */
export const addPhoto = (dataFolder: string) =>
	command('session.addPhoto', {
		input: AddPhoto,
		subject,
		allow: (actor, { scope }) => mayFacilitate(actor, scope),
		async run(work, { id, photo, alt, consent }, { session }) {
			const { tx, actor, now, newId } = work;
			if (!takesPhotos(session)) throw new Refusal('not-now', 'gatherings_photos_closed');
			const [file] = photo;
			if (!file) throw refuseField('photo', 'gatherings_photo_missing');
			const type = mediaTypeOf(file.content);
			if (!type || type === 'application/pdf')
				throw refuseField('photo', 'gatherings_photo_wrong_type');
			if ((await photosOf(work, id)) >= mostPhotos)
				throw refuseField('photo', 'gatherings_photos_many');
			const photoId = newId();
			const fileId = await keepFile(
				work,
				dataFolder,
				await fitPhoto(file, 'photo'),
				{ kind: photoFiles, id: photoId },
				'photo',
			);
			await tx.insert(sessionPhotos).values({
				...{ operatorId: actor.operatorId, id: photoId, sessionId: id, alt, consent, fileId },
				...{ addedBy: personOf(actor), addedAt: now() },
			});
			return { result: { id }, audit: about(id, photoId, { consent }) };
		},
	});

async function photosOf({ tx, actor }: Work, sessionId: string): Promise<number> {
	const [found] = await tx
		.select({ n: count() })
		.from(sessionPhotos)
		.where(
			and(eq(sessionPhotos.operatorId, actor.operatorId), eq(sessionPhotos.sessionId, sessionId)),
		);
	return found?.n ?? 0;
}

/** Those in the photo have agreed, or no longer do. */
export const sayConsent = command('session.sayConsent', {
	input: SayConsent,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id, photoId, consent }, { session }: SessionInScope) {
		if (!maySayConsent(session.state, consent))
			throw new Refusal('not-now', 'gatherings_photos_closed');
		const [said] = await tx
			.update(sessionPhotos)
			.set({ consent })
			.where(ofSession(actor.operatorId, id, photoId))
			.returning({ id: sessionPhotos.id });
		if (!said) throw new Refusal('not-found', 'refusal_not_found');
		return { result: { id }, audit: about(id, photoId, { consent }) };
	},
});

/** It goes for good, also out of a published report; its content is swept away at night. */
export const removePhoto = command('session.removePhoto', {
	input: OnePhoto,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id, photoId }) {
		const [removed] = await tx
			.delete(sessionPhotos)
			.where(ofSession(actor.operatorId, id, photoId))
			.returning({ id: sessionPhotos.id });
		if (!removed) throw new Refusal('not-found', 'refusal_not_found');
		await forgetFiles(tx, actor.operatorId, photoFiles, [photoId]);
		return { result: { id }, audit: about(id, photoId, {}) };
	},
});

function ofSession(operatorId: string, sessionId: string, photoId: string) {
	return and(
		eq(sessionPhotos.operatorId, operatorId),
		eq(sessionPhotos.sessionId, sessionId),
		eq(sessionPhotos.id, photoId),
	);
}

function about(id: string, photo: string, said: { consent?: Consent }) {
	return { subject: { kind: 'session' as const, id }, detail: { photo, ...said } };
}

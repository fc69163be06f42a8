import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { sessionOrRefuse } from '../../gatherings/server/queries.ts';
import { hashOfSecret } from '../../gatherings/sessions/server/commands/sign-up.ts';
import { personOf } from '../../kernel/actor.ts';
import { dateInTokyo } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { operatorById } from '../../operators/server/queries.ts';
import { command, type Work } from '../../server/command.ts';
import { queueMail } from '../../server/mail.ts';
import { BySecret, SendDigest } from '../forms.ts';
import { hasDigest, maySend } from '../rules.ts';
import { digestOf } from './content.ts';
import { letterFor } from './letter.ts';
import { letterOrRefuse } from './queries.ts';
import { readersOf } from './readers.ts';
import { digestLetters, digests, digestStops } from './tables.ts';

/** Every letter has a secret of its own, made from the one that came with the form and is kept nowhere. */
function secretFor(secret: string, addressHash: string): string {
	return createHmac('sha256', secret).update(addressHash).digest('base64url');
}

/**
 * お便り to everybody who left an address, once for a session: the row that says so and all letters are one transaction, so
 * that after a crash all of them are in the outbox or none. `origin` is where the pages are.
 */
export const sendDigest = (origin: string) =>
	command('digest.send', {
		input: SendDigest,
		subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
		allow: (actor, { scope }) => maySend(actor, scope),
		async run(work, { id, secret }, { session }) {
			if (!hasDigest(session)) throw new Refusal('not-now', 'digests_not_yet');
			const { tx, actor, now, newId } = work;
			const { operatorId } = actor;
			const operator = await operatorById(tx, operatorId);
			if (!operator) throw new Refusal('not-found', 'refusal_not_found');
			const readers = await readersOf(tx, session, dateInTokyo(now()));
			const digestId = newId();
			const [made] = await tx
				.insert(digests)
				.values({
					...{ operatorId, id: digestId, sessionId: id, letters: readers.length },
					...{ sentBy: personOf(actor), sentAt: now() },
				})
				.onConflictDoNothing()
				.returning({ id: digests.id });
			if (!made) throw new Refusal('not-now', 'digests_sent_already');
			const digest = await digestOf(tx, operatorId, id);
			const letters = readers.map((reader) => ({
				...reader,
				secret: secretFor(secret, reader.addressHash),
			}));
			if (letters.length > 0)
				await tx.insert(digestLetters).values(
					letters.map((letter) => ({
						...{ operatorId, id: newId(), digestId, addressHash: letter.addressHash },
						secretHash: hashOfSecret(letter.secret),
					})),
				);
			for (const { address, ...reader } of letters)
				await queueMail(work, {
					to: address,
					...letterFor(digest, { operator, base: `${origin}/${operator.slug}`, ...reader }),
				});
			return {
				result: { id, letters: letters.length },
				audit: {
					subject: { kind: 'session', id },
					detail: { digest: digestId, letters: letters.length },
				},
			};
		},
	});

const byLetter = {
	input: BySecret,
	subject: ({ tx, actor }: Work, { secret }: { secret: string }) =>
		letterOrRefuse(tx, actor, secret),
	// whoever holds the link may: it was written to nobody else
	allow: () => true,
};

/** No more of these letters to this address. */
export const stopDigests = command('digest.stop', {
	...byLetter,
	async run({ tx, actor, now }, _input, { addressHash, digestId }) {
		await tx
			.insert(digestStops)
			.values({ operatorId: actor.operatorId, addressHash, stoppedAt: now() })
			.onConflictDoNothing();
		return { result: {}, audit: { subject: { kind: 'digest', id: digestId } } };
	},
});

/** The letters come again. */
export const resumeDigests = command('digest.resume', {
	...byLetter,
	async run({ tx, actor }, _input, { addressHash, digestId }) {
		await tx
			.delete(digestStops)
			.where(
				and(eq(digestStops.operatorId, actor.operatorId), eq(digestStops.addressHash, addressHash)),
			);
		return { result: {}, audit: { subject: { kind: 'digest', id: digestId } } };
	},
});

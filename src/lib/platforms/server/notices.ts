import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { operators } from '../../operators/server/tables.ts';
import { m } from '../../paraglide/messages.js';
import { personsBehind } from '../../people/server/representatives.ts';
import type { Work } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { queueMail } from '../../server/mail.ts';
import type { NoticeKind } from '../rules.ts';
import type { Platform, PlatformMember } from './standing.ts';
import { platformNotices, platforms } from './tables.ts';

/**
 * Tells the persons behind some members: a row on their own page, and a letter where an address is known.
 * The letter names the プラットフォーム, which is public by then, and nothing else.
 */
export async function tell(
	work: Work,
	platform: Pick<Platform, 'id' | 'name'>,
	members: readonly Pick<PlatformMember, 'organisationId' | 'personId'>[],
	kind: NoticeKind,
): Promise<void> {
	const readers = await personsBehind(work, {
		persons: members.flatMap(({ personId }) => personId ?? []),
		organisations: members.flatMap(({ organisationId }) => organisationId ?? []),
	});
	if (readers.length === 0) return;
	const { tx, actor, now, newId } = work;
	await tx.insert(platformNotices).values(
		readers.map(({ id }) => ({
			operatorId: actor.operatorId,
			id: newId(),
			platformId: platform.id,
			personId: id,
			kind,
			toldAt: now(),
		})),
	);
	const [operator] = await tx
		.select({ name: operators.name, telephone: operators.telephone })
		.from(operators)
		.where(eq(operators.id, actor.operatorId));
	const texts = lettersFor[kind];
	const blanks = {
		platform: platform.name,
		operator: operator?.name ?? '',
		telephone: operator?.telephone ?? '',
	};
	for (const { email } of readers) {
		if (email)
			await queueMail(work, {
				to: email,
				subject: texts.subject(blanks),
				body: texts.body(blanks),
			});
	}
}

type Blanks = { platform: string; operator: string; telephone: string };
type Letter = { subject: (blanks: Blanks) => string; body: (blanks: Blanks) => string };

/** Letters are in Japanese: which language a receiver reads is not known. */
const inJapanese = { locale: 'ja' } as const;

function letter(subject: (blanks: Blanks) => string, words: (blanks: Blanks) => string): Letter {
	return {
		subject,
		body: (blanks) => `${words(blanks)}\n\n${m.platforms_letter_end(blanks, inJapanese)}`,
	};
}

const lettersFor: Record<NoticeKind, Letter> = {
	invited: letter(
		(b) => m.platforms_letter_invited_subject(b, inJapanese),
		(b) => m.platforms_letter_invited(b, inJapanese),
	),
	asked: letter(
		(b) => m.platforms_letter_asked_subject(b, inJapanese),
		(b) => m.platforms_letter_asked(b, inJapanese),
	),
	admitted: letter(
		(b) => m.platforms_letter_admitted_subject(b, inJapanese),
		(b) => m.platforms_letter_admitted(b, inJapanese),
	),
	declined: letter(
		(b) => m.platforms_letter_declined_subject(b, inJapanese),
		(b) => m.platforms_letter_declined(b, inJapanese),
	),
	active: letter(
		(b) => m.platforms_letter_active_subject(b, inJapanese),
		(b) => m.platforms_letter_active(b, inJapanese),
	),
	question: letter(
		(b) => m.platforms_letter_question_subject(b, inJapanese),
		(b) => m.platforms_letter_question(b, inJapanese),
	),
	ended: letter(
		(b) => m.platforms_letter_ended_subject(b, inJapanese),
		(b) => m.platforms_letter_ended(b, inJapanese),
	),
	thanks: letter(
		(b) => m.platforms_letter_thanks_subject(b, inJapanese),
		(b) => m.platforms_letter_thanks(b, inJapanese),
	),
};

export type Notice = {
	id: string;
	platformId: string;
	platform: string;
	kind: NoticeKind;
	toldAt: Date;
};

/** What this person was told, the newest first: for the own page. */
export async function myPlatformNotices(tx: Tx, actor: Actor, most = 10): Promise<Notice[]> {
	if (actor.kind !== 'person') return [];
	return tx
		.select({
			id: platformNotices.id,
			platformId: platformNotices.platformId,
			platform: platforms.name,
			kind: platformNotices.kind,
			toldAt: platformNotices.toldAt,
		})
		.from(platformNotices)
		.innerJoin(
			platforms,
			and(
				eq(platforms.operatorId, platformNotices.operatorId),
				eq(platforms.id, platformNotices.platformId),
			),
		)
		.where(
			and(
				eq(platformNotices.operatorId, actor.operatorId),
				eq(platformNotices.personId, actor.personId),
			),
		)
		.orderBy(desc(platformNotices.id))
		.limit(most);
}

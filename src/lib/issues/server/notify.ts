import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { operatorById } from '../../operators/server/queries.ts';
import { m } from '../../paraglide/messages.js';
import { people } from '../../people/server/tables.ts';
import type { Work } from '../../server/command.ts';
import { queueMail } from '../../server/mail.ts';
import type { Issue } from './visible.ts';

/** Letters are in Japanese: which language a receiver reads is not known. */
const inJapanese = { locale: 'ja' } as const;

/**
 * Tells whoever proposed an issue, wished it and left an address that there is an answer. The letter holds
 * the address of the page, neither the issue nor the answer. Answers how many letters were written.
 */
export async function tellProposerOfAnswer(
	work: Work,
	origin: string,
	issue: Pick<Issue, 'id' | 'proposedBy' | 'answerByMail'>,
): Promise<number> {
	const { tx, actor } = work;
	const operator = await operatorById(tx, actor.operatorId);
	if (!operator || issue.proposedBy === null || !issue.answerByMail) return 0;
	const [proposer] = await tx
		.select({ email: people.email })
		.from(people)
		.where(
			and(
				eq(people.operatorId, actor.operatorId),
				eq(people.id, issue.proposedBy),
				isNull(people.leftAt),
				isNotNull(people.email),
			),
		);
	if (!proposer?.email) return 0;
	const blanks = {
		operator: operator.name,
		telephone: operator.telephone,
		address: `${origin}/${operator.slug}/issues/${issue.id}`,
	};
	await queueMail(work, {
		to: proposer.email,
		subject: m.issues_mail_answer_subject(blanks, inJapanese),
		body: m.issues_mail_answer_body(blanks, inJapanese),
	});
	return 1;
}

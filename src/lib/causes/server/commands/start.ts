import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { sessionOrRefuse } from '../../../gatherings/server/queries.ts';
import { issueOrRefuse } from '../../../issues/server/visible.ts';
import { command, type Work } from '../../../server/command.ts';
import { tie } from '../../../trace/server/commands.ts';
import { StartForm } from '../../forms.ts';
import { mayWork } from '../../rules.ts';
import { causeTrees } from '../tables.ts';

type About = { issueId: string | null; sessionId: string | null };

/** What it is about, as far as this actor sees it. */
async function aboutOrRefuse({ tx, actor }: Work, { issueId, sessionId }: About) {
	if (issueId) await issueOrRefuse(tx, actor, issueId);
	const found = sessionId ? await sessionOrRefuse(tx, actor, sessionId) : null;
	return {
		sessionId,
		forumId: found?.session.forumId ?? null,
		isCaseStudy: found?.session.kind === 'caseStudy',
	};
}

/** Begins to dig: one tree for an issue, one for what a session digs into, one for both together. */
export const startTree = command('cause.start', {
	input: StartForm,
	subject: aboutOrRefuse,
	allow: mayWork,
	async run(work, { issueId, sessionId, question }, { isCaseStudy }) {
		const { tx, actor, now, newId } = work;
		if (!issueId && !sessionId) throw refuseField('issueId', 'causes_issue_missing');
		// what is said about one person's case never becomes public
		if (isCaseStudy) throw new Refusal('not-now', 'causes_not_from_cases');
		const id = newId();
		const [made] = await tx
			.insert(causeTrees)
			.values({
				...{ operatorId: actor.operatorId, id, issueId, sessionId, question },
				...{ changedBy: personOf(actor), changedAt: now() },
				...{ madeBy: personOf(actor), madeAt: now() },
			})
			.onConflictDoNothing()
			.returning({ id: causeTrees.id });
		if (!made) throw new Refusal('not-now', 'causes_already_there');
		const here = { kind: 'cause', id } as const;
		if (issueId) await tie(work, { kind: 'issue', id: issueId }, here);
		if (sessionId) await tie(work, { kind: 'session', id: sessionId }, here);
		return {
			result: { id },
			audit: { subject: { kind: 'cause', id }, detail: { issue: issueId, session: sessionId } },
		};
	},
});

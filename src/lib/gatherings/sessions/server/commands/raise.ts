import { and, eq, inArray, isNull } from 'drizzle-orm';
import { mayHandleIssues } from '../../../../issues/rules.ts';
import { makeIssueWithin } from '../../../../issues/server/commands.ts';
import { Refusal } from '../../../../kernel/refusal.ts';
import { command } from '../../../../server/command.ts';
import { tie } from '../../../../trace/server/commands.ts';
import { sessionResults } from '../../../server/tables.ts';
import { RaiseIssue } from '../../forms.ts';
import { sessionOrRefuse } from '../visible.ts';

/** What came out of a session becomes a candidate for a 地域課題; it says which session it comes from. */
export const raiseIssue = command('issue.raise', {
	input: RaiseIssue,
	subject: ({ tx, actor }, { sessionId }) => sessionOrRefuse(tx, actor, sessionId),
	allow: (actor) => mayHandleIssues(actor),
	async run(work, { sessionId, results, ...form }, { session, sight }) {
		const { tx, actor } = work;
		// what is said about a case stays there
		if (session.kind === 'caseStudy') throw new Refusal('not-now', 'gatherings_raise_case_study');
		if (sight === 'plan') throw new Refusal('not-found', 'refusal_not_found');
		const id = await makeIssueWithin(work, form);
		const raised = await tx
			.update(sessionResults)
			.set({ issueId: id })
			.where(
				and(
					eq(sessionResults.operatorId, actor.operatorId),
					eq(sessionResults.sessionId, sessionId),
					inArray(sessionResults.id, results),
					isNull(sessionResults.issueId),
				),
			)
			.returning({ id: sessionResults.id });
		if (raised.length < results.length) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		await tie(work, { kind: 'session', id: sessionId }, { kind: 'issue', id });
		return {
			result: { id },
			audit: {
				subject: { kind: 'issue', id },
				detail: { session: sessionId, results, concerns: form.concerns },
			},
		};
	},
});

import { and, eq } from 'drizzle-orm';
import { Refusal } from '../../../kernel/refusal.ts';
import { deidentifiedByIds } from '../../../concerns/server/queries.ts';
import { command, type Work } from '../../../server/command.ts';
import { tie, untie } from '../../../trace/server/commands.ts';
import { ConcernsForm } from '../../forms.ts';
import { mayHandleIssues } from '../../rules.ts';
import { issues } from '../tables.ts';
import { issueForChange } from '../visible.ts';

/** Further concerns that say the same. */
export const addConcerns = command('issue.addConcerns', {
	input: ConcernsForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: mayHandleIssues,
	async run(work, { id, concerns }) {
		await tieConcerns(work, id, concerns);
		await touch(work, id);
		return { result: { id }, audit: { subject: { kind: 'issue', id }, detail: { concerns } } };
	},
});

/** A concern that turned out not to belong here. */
export const removeConcerns = command('issue.removeConcerns', {
	input: ConcernsForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: mayHandleIssues,
	async run(work, { id, concerns }) {
		for (const concern of concerns)
			await untie(work, { kind: 'concern', id: concern }, { kind: 'issue', id });
		await touch(work, id);
		return { result: { id }, audit: { subject: { kind: 'issue', id }, detail: { concerns } } };
	},
});

/** Only what was de-identified and published by two persons may stand behind an issue. */
export async function tieConcerns(
	work: Work,
	issueId: string,
	concernIds: readonly string[],
): Promise<void> {
	if (concernIds.length === 0) return;
	const published = await deidentifiedByIds(work.tx, work.actor, concernIds);
	if (published.length !== concernIds.length) throw new Refusal('not-found', 'refusal_not_found');
	for (const id of concernIds)
		await tie(work, { kind: 'concern', id }, { kind: 'issue', id: issueId });
}

/** Something about the issue changed: it moves up in the list. */
export async function touch({ tx, actor, now }: Work, issueId: string): Promise<void> {
	await tx
		.update(issues)
		.set({ changedAt: now() })
		.where(and(eq(issues.operatorId, actor.operatorId), eq(issues.id, issueId)));
}

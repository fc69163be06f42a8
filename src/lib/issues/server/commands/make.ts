import { and, eq } from 'drizzle-orm';
import type * as v from 'valibot';
import { personOf } from '../../../kernel/actor.ts';
import { sortKey } from '../../../kernel/kana.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { areaNames } from '../../../districts/server/queries.ts';
import { command, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { AnswerForm, ClassifyForm, MakeForm, ProposeForm } from '../../forms.ts';
import { mayHandleIssues, mayPropose } from '../../rules.ts';
import { tellProposerOfAnswer } from '../notify.ts';
import { issueAreas, issues, issueVersions } from '../tables.ts';
import { issueForChange, issueOrRefuse } from '../visible.ts';
import { tieConcerns } from './concerns.ts';

type Text = { title: string; titleKana: string; description: string; wall: string };

/** An issue made as part of another room's command, which has decided that its actor may. */
export async function makeIssueWithin(
	work: Work,
	form: v.InferOutput<typeof MakeForm>,
): Promise<string> {
	const id = await insertIssue(work, form);
	await tieConcerns(work, id, form.concerns);
	return id;
}

/** Staff make one 地域課題 out of concerns that say the same; it begins as a candidate. */
export const makeIssue = command('issue.make', {
	input: MakeForm,
	subject: async () => null,
	allow: mayHandleIssues,
	async run(work, form) {
		const id = await makeIssueWithin(work, form);
		return {
			result: { id },
			audit: { subject: { kind: 'issue', id }, detail: { concerns: form.concerns } },
		};
	},
});

/** residents and organisations bring an issue themselves; it lands as a candidate. */
export const proposeIssue = command('issue.propose', {
	input: ProposeForm,
	subject: async () => null,
	allow: (actor, _, form) => mayPropose(actor, form.organisationId),
	async run(work, form) {
		const id = await insertIssue(
			work,
			{ ...form, titleKana: '' },
			{
				proposedBy: personOf(work.actor),
				proposedFor: form.organisationId,
				proposerVoice: form.organisationId ? 'organisation' : 'resident',
				answerByMail: form.answerByMail,
			},
		);
		return { result: { id }, audit: { subject: { kind: 'issue', id } } };
	},
});

/** The staff tell whoever proposed it what becomes of it. `origin` is where the pages are, for the letter. */
export const answerProposal = (origin: string) =>
	command('issue.answerProposal', {
		input: AnswerForm,
		subject: ({ tx, actor }, { id }) => issueOrRefuse(tx, actor, id),
		allow: mayHandleIssues,
		async run(work, { id, answer }, issue) {
			const { tx, actor, now } = work;
			if (issue.proposedBy === null) throw new Refusal('not-now', 'issues_not_proposed');
			await tx
				.update(issues)
				.set({ answer, answeredBy: personOf(actor), answeredAt: now() })
				.where(and(eq(issues.operatorId, actor.operatorId), eq(issues.id, id)));
			const written = await tellProposerOfAnswer(work, origin, issue);
			return { result: { id }, audit: { subject: { kind: 'issue', id }, detail: { written } } };
		},
	});

/** Theme, areas and 制度の狭間 are sorting, not text: staff set them right at any time. */
export const classifyIssue = command('issue.classify', {
	input: ClassifyForm,
	subject: ({ tx, actor }, { id }) => issueForChange(tx, actor, id),
	allow: mayHandleIssues,
	async run(work, form, issue) {
		const { tx, actor, now } = work;
		await tx
			.delete(issueAreas)
			.where(and(eq(issueAreas.operatorId, actor.operatorId), eq(issueAreas.issueId, form.id)));
		await setAreas(work, form.id, form.areas);
		await tx
			.update(issues)
			.set({ theme: form.theme, betweenSystems: form.betweenSystems, changedAt: now() })
			.where(and(eq(issues.operatorId, actor.operatorId), eq(issues.id, form.id)));
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'issue', id: form.id },
				detail: { from: issue.theme, to: form.theme, areas: form.areas },
			},
		};
	},
});

type Sorting = Pick<v.InferOutput<typeof MakeForm>, 'theme' | 'areas' | 'betweenSystems'>;
type Proposer = Pick<
	typeof issues.$inferInsert,
	'proposedBy' | 'proposedFor' | 'proposerVoice' | 'answerByMail'
>;

async function insertIssue(
	work: Work,
	form: Text & Sorting,
	proposer: Proposer = {},
): Promise<string> {
	const { tx, actor, now, newId } = work;
	const id = newId();
	await tx.insert(issues).values({
		operatorId: actor.operatorId,
		id,
		version: 1,
		...textColumns(form),
		textAuthor: personOf(actor),
		theme: form.theme,
		betweenSystems: form.betweenSystems,
		...proposer,
		madeBy: personOf(actor),
		madeAt: now(),
		changedAt: now(),
	});
	await tx.insert(issueVersions).values({
		operatorId: actor.operatorId,
		issueId: id,
		number: 1,
		title: form.title,
		titleKana: form.titleKana,
		description: form.description,
		wall: form.wall,
		state: 'shown',
		writtenBy: personOf(actor),
		writtenAt: now(),
	});
	await setAreas(work, id, form.areas);
	return id;
}

/** The text and what is derived from it. */
export function textColumns({ title, titleKana, description, wall }: Text) {
	return {
		title,
		titleKana,
		description,
		wall,
		sortKey: sortKey(titleKana || title),
		searchText: searchText(title, titleKana, description, wall),
	};
}

async function setAreas(
	{ tx, actor }: Work,
	issueId: string,
	areaIds: readonly string[],
): Promise<void> {
	if (areaIds.length === 0) return;
	const known = await areaNames(tx, actor, areaIds);
	if (known.size !== areaIds.length) throw refuseField('areas', 'issues_area_unknown');
	await tx
		.insert(issueAreas)
		.values(areaIds.map((areaId) => ({ operatorId: actor.operatorId, issueId, areaId })));
}

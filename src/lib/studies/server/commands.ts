import { and, eq } from 'drizzle-orm';
import { sessionOrRefuse, type SessionInScope } from '../../gatherings/server/queries.ts';
import { maySignUp } from '../../gatherings/sessions/rules.ts';
import { originOf } from '../../gatherings/sessions/server/commands/sign-up.ts';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { sortKey } from '../../kernel/kana.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { limitAttempts } from '../../server/attempts.ts';
import { command, type Context, type Work } from '../../server/command.ts';
import { forgetFiles, keepFile } from '../../server/files.ts';
import { searchText } from '../../server/search.ts';
import {
	AddMaterial,
	AnswerQuestion,
	AskQuestion,
	EnterQuestion,
	JudgeQuestion,
	RemoveMaterial,
} from '../forms.ts';
import {
	afterQuestion,
	isShown,
	isStudy,
	mayKeep,
	phaseOf,
	type MaterialKind,
	type QuestionMove,
} from '../rules.ts';
import { studyMaterials, studyQuestions } from './tables.ts';

/** A session of another kind has no materials and no questions: there it is not found. */
async function subject({ tx, actor }: Work, { id }: { id: string }): Promise<SessionInScope> {
	const found = await sessionOrRefuse(tx, actor, id);
	if (!isStudy(found.session)) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}
const allow = (actor: Actor, { scope }: SessionInScope) => mayKeep(actor, scope);
const about = (id: string) => ({ kind: 'session', id }) as const;

/** A file, an address or a text of what was learned. */
export const addMaterial = (dataFolder: string) =>
	command('study.addMaterial', {
		input: AddMaterial,
		subject,
		allow,
		async run(work, { id, file, ...told }) {
			const { tx, actor, now, newId } = work;
			const [upload] = file;
			const kind: MaterialKind = upload ? 'file' : told.address ? 'link' : 'text';
			const materialId = newId();
			await tx.insert(studyMaterials).values({
				...told,
				...{ operatorId: actor.operatorId, id: materialId, sessionId: id, kind },
				sortKey: sortKey(told.titleKana || told.title),
				searchText: searchText(told.title, told.titleKana, told.text, told.source),
				...{ addedBy: personOf(actor), addedAt: now() },
			});
			if (upload)
				await keepFile(work, dataFolder, upload, { kind: 'material', id: materialId }, 'file');
			return {
				result: { id },
				audit: { subject: about(id), detail: { material: materialId, kind } },
			};
		},
	});

export const removeMaterial = command('study.removeMaterial', {
	input: RemoveMaterial,
	subject,
	allow,
	async run({ tx, actor }, { id, materialId }) {
		const [gone] = await tx
			.delete(studyMaterials)
			.where(
				and(
					eq(studyMaterials.operatorId, actor.operatorId),
					eq(studyMaterials.sessionId, id),
					eq(studyMaterials.id, materialId),
				),
			)
			.returning({ id: studyMaterials.id });
		if (!gone) throw new Refusal('not-found', 'refusal_not_found');
		await forgetFiles(tx, actor.operatorId, 'material', [materialId]);
		return { result: { id }, audit: { subject: about(id), detail: { material: materialId } } };
	},
});

async function insertQuestion(
	{ tx, actor, now, newId }: Work,
	{ session }: SessionInScope,
	row: Pick<
		typeof studyQuestions.$inferInsert,
		'text' | 'state' | 'askedBy' | 'typedBy' | 'searchText'
	>,
) {
	const phase = phaseOf(session.state);
	if (!phase) throw new Refusal('not-now', 'studies_not_now');
	const questionId = newId();
	await tx.insert(studyQuestions).values({
		...row,
		...{ operatorId: actor.operatorId, id: questionId, sessionId: session.id },
		...{ phase, askedAt: now() },
	});
	return {
		result: { id: session.id },
		audit: { subject: about(session.id), detail: { question: questionId, phase } },
	};
}

const askOnce = command('study.ask', {
	input: AskQuestion,
	subject,
	allow: (actor, { session, isInvited }) =>
		maySignUp(actor, { audience: session.audience, isInvited }),
	run: (work, { text }, found) =>
		insertQuestion(work, found, {
			...{ text, state: 'asked', askedBy: personOf(work.actor), typedBy: null },
		}),
});

/** Anybody asks, also without an account and without a name; whoever runs the session reads it first. */
export async function askQuestion(context: Context, raw: unknown): Promise<{ id: string }> {
	const origin = originOf(raw);
	if (origin) await limitAttempts(context, 'study.ask', origin, { most: 20, minutes: 60 });
	return askOnce(context, raw);
}

/** A question that was asked aloud, on paper or by telephone: it is open at once. */
export const enterQuestion = command('study.enter', {
	input: EnterQuestion,
	subject,
	allow,
	run: (work, { text }, found) =>
		insertQuestion(work, found, {
			...{ text, state: 'open', askedBy: null, typedBy: personOf(work.actor) },
			searchText: searchText(text),
		}),
});

async function move(
	{ tx, actor }: Work,
	{ id, questionId }: { id: string; questionId: string },
	name: QuestionMove,
	change: Partial<typeof studyQuestions.$inferInsert> = {},
) {
	const here = and(
		eq(studyQuestions.operatorId, actor.operatorId),
		eq(studyQuestions.sessionId, id),
		eq(studyQuestions.id, questionId),
	);
	const [before] = await tx
		.select({ state: studyQuestions.state, text: studyQuestions.text })
		.from(studyQuestions)
		.where(here);
	if (!before) throw new Refusal('not-found', 'refusal_not_found');
	const to = afterQuestion(before.state, name);
	if (!to) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	const [moved] = await tx
		.update(studyQuestions)
		.set({
			...change,
			state: to,
			typedBy: personOf(actor),
			searchText: isShown(to) ? searchText(before.text, change.answer) : '',
		})
		.where(and(here, eq(studyQuestions.state, before.state)))
		.returning({ id: studyQuestions.id });
	if (!moved) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return {
		result: { id },
		audit: { subject: about(id), detail: { question: questionId, from: before.state, to } },
	};
}

/** From here on everybody who reads the session reads the question. */
export const takeUpQuestion = command('study.takeUp', {
	input: JudgeQuestion,
	subject,
	allow,
	run: (work, input) => move(work, input, 'takeUp'),
});

/** Not for others to read: a person is in it, or it was asked twice. */
export const leaveOutQuestion = command('study.hide', {
	input: JudgeQuestion,
	subject,
	allow,
	run: (work, input) => move(work, input, 'leaveOut'),
});

/** The answer with the name of who gave it; it can be bettered later. */
export const answerQuestion = command('study.answer', {
	input: AnswerQuestion,
	subject,
	allow,
	run: (work, { answer, answerer, ...input }) =>
		move(work, input, 'answer', { answer, answerer, answeredAt: work.now() }),
});

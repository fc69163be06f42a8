import { and, eq } from 'drizzle-orm';
import {
	addMaterial,
	answerQuestion,
	askQuestion,
	enterQuestion,
} from '#lib/studies/server/commands.ts';
import { studyQuestions } from '#lib/studies/server/tables.ts';
import type { Study } from '../sessions/types.ts';
import { scanOf } from './papers.ts';
import type { Gathering } from './sessions.ts';
import { act, look, player, type Stage } from './stage.ts';

/** What a 勉強会 left behind: what was handed out, what was learned, what was asked. One question just came in. */
export async function keepStudy(
	stage: Stage,
	{ id, date, facilitator }: Gathering,
	{ materials, questions }: Study,
): Promise<void> {
	for (const { hasSheet = false, ...material } of materials) {
		const sheet = { date, area: '', body: material.title, wish: '' };
		await act(stage, addMaterial(stage.dataFolder), facilitator, {
			id,
			...material,
			file: hasSheet ? [{ name: `${material.title}.pdf`, content: scanOf('pdf', sheet) }] : [],
		});
	}
	for (const { text, answer, answerer } of questions) {
		await act(stage, enterQuestion, facilitator, { id, text });
		if (!answer) continue;
		const [asked] = await look(stage, (tx) =>
			tx
				.select({ id: studyQuestions.id })
				.from(studyQuestions)
				.where(and(eq(studyQuestions.sessionId, id), eq(studyQuestions.text, text))),
		);
		await act(stage, answerQuestion, facilitator, {
			...{ id, questionId: asked?.id, answer, answerer },
		});
	}
	await act(stage, askQuestion, player(stage, 'haibara'), {
		id,
		text: '男の人でも行ける集まりは、ありますか。',
	});
}

import * as v from 'valibot';
import { id, line, lines, neededLine, neededLines, uploads, webAddress } from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';

const one = { id, questionId: id };

/** A file, an address or a text: one of them makes a material. */
export const AddMaterial = v.pipe(
	v.object({
		id,
		title: neededLine(200, 'studies_title_missing'),
		titleKana: line(200),
		source: line(200),
		address: webAddress,
		text: lines(10_000),
		file: uploads(1),
	}),
	v.forward(
		v.partialCheck(
			[['address'], ['text'], ['file']],
			({ address, text, file }) => address !== '' || text !== '' || file.length > 0,
			'studies_material_empty' satisfies MessageKey,
		),
		['text'],
	),
	v.forward(
		v.partialCheck(
			[['address'], ['file']],
			({ address, file }) => address === '' || file.length === 0,
			'studies_material_two' satisfies MessageKey,
		),
		['address'],
	),
);
export const RemoveMaterial = v.object({ id, materialId: id });

const question = neededLines(1_000, 'studies_question_missing');
export const AskQuestion = v.object({ id, text: question });
export const EnterQuestion = v.object({ id, text: question });
export const JudgeQuestion = v.object(one);
export const AnswerQuestion = v.object({
	...one,
	answer: neededLines(4_000, 'studies_answer_missing'),
	answerer: neededLine(100, 'studies_answerer_missing'),
});

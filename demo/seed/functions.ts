import { and, eq } from 'drizzle-orm';
import {
	addCover,
	addCovers,
	addFunction,
	closeGap,
	markForPolicy,
	nameGap,
	takeOverResult,
} from '#lib/functions/server/commands.ts';
import { suggestedBodies } from '#lib/functions/server/existing.ts';
import { sessionResults } from '#lib/gatherings/server/tables.ts';
import { functionTexts, takenOver, type FunctionText } from '../functions.ts';
import { at } from './days.ts';
import { taken } from './random.ts';
import { act, areaOf, look, madeOf, organisationOf, player, type Stage } from './stage.ts';

/** The office goes through its directory, writes down what is there, and adds what sessions found missing. */
export function tellOfFunctions(stage: Stage): void {
	const { timeline, days } = stage;
	functionTexts.forEach((text, index) => {
		timeline.begin(at(days.officeAgo(222 - index * 3), '14:20'), () => tellOfOne(stage, text));
	});
	timeline.begin(at(days.officeAgo(200), '10:40'), async () => {
		const writer = player(stage, 'csw5');
		for (const { text, name } of takenOver.missing) {
			const sessionId = madeOf(stage, takenOver.session);
			const [result] = await look(stage, (tx) =>
				tx
					.select({ id: sessionResults.id })
					.from(sessionResults)
					.where(and(eq(sessionResults.sessionId, sessionId), eq(sessionResults.text, text))),
			);
			await act(stage, takeOverResult, writer, {
				...{ sessionId, resultId: taken(result).id, newName: name },
				areaId: areaOf(stage, takenOver.area),
			});
		}
	});
}

async function tellOfOne(stage: Stage, text: FunctionText): Promise<void> {
	const { timeline, days } = stage;
	const writer = player(stage, 'csw5');
	const { name, nameKana, description, words, bodies = [], others = [], gaps = [] } = text;
	const { id } = await act(stage, addFunction, writer, {
		...{ name, nameKana, description, words: words.join('\n') },
	});
	for (const body of bodies)
		await act(stage, addCover, writer, { id, organisationId: organisationOf(stage, body) });
	for (const { who, what, area, people = '' } of others)
		await act(stage, addCover, writer, {
			...{ id, who, what, people, areaId: area ? areaOf(stage, area) : '' },
		});
	const suggested = await look(stage, (tx) => suggestedBodies(tx, stage.system, id));
	const alike = suggested.filter((one) => one.words.length > 0).slice(0, 4);
	if (alike.length > 0)
		await act(stage, addCovers, writer, { id, bodies: alike.map(({ key }) => key) });
	for (const { area, issue, standing, text: missing, filled, forPolicy } of gaps) {
		const gap = await act(stage, nameGap, writer, {
			...{ functionId: id, standing, text: missing },
			areaId: area ? areaOf(stage, area) : '',
			issueId: issue ? madeOf(stage, `issue:${issue}`) : '',
		});
		if (forPolicy) await act(stage, markForPolicy, player(stage, 'office4'), { id: gap.id });
		if (filled)
			timeline.begin(at(days.officeAgo(30), '16:00'), async () => {
				await act(stage, closeGap, writer, { id: gap.id, closing: 'fill', why: filled });
			});
	}
}

import {
	publishOutcome,
	recordOutcome,
	returnOutcome,
	withdrawOutcome,
} from '#lib/outcomes/server/commands.ts';
import { outcomeTexts, type OutcomeText } from '../outcomes.ts';
import { at } from './days.ts';
import { act, madeOf, player, type Stage } from './stage.ts';

/** What changed: written down, read by a second person, and taken back in the open when it was wrong. */
export function tellOfOutcomes(stage: Stage): void {
	for (const text of outcomeTexts) tellOfOutcome(stage, text);
}

export function tellOfOutcome(stage: Stage, text: OutcomeText): void {
	stage.timeline.begin(at(stage.days.officeAgo(text.ago), '13:05'), () => tell(stage, text));
}

async function record(stage: Stage, text: OutcomeText): Promise<string> {
	const { title, kind, changed, happened, voices = '', evidence, number, origin } = text;
	const { id } = await act(stage, recordOutcome(stage.dataFolder), player(stage, text.by), {
		...{ title, kind, changed, happened, voices, evidence },
		...{ origin: origin.kind, originId: madeOf(stage, origin.made) },
		...(number && {
			numberValue: number.value,
			numberUnit: number.unit,
			numberMeaning: number.meaning,
		}),
	});
	stage.made.set(`outcome:${text.key}`, id);
	return id;
}

async function tell(stage: Stage, text: OutcomeText): Promise<void> {
	const { timeline, days } = stage;
	const id = await record(stage, text);
	const { then } = text;
	if (!then) return;
	await timeline.until(at(days.officeAgo(then.ago), '15:25'));
	const reader = player(stage, then.by);
	if (then.do === 'return') {
		await act(stage, returnOutcome, reader, { id, note: then.note });
		return;
	}
	await act(stage, publishOutcome, reader, { id });
	if (then.do !== 'publishAndWithdraw') return;
	await timeline.until(at(days.officeAgo(then.withdrawnAgo), '09:35'));
	await act(stage, withdrawOutcome, reader, { id, reason: then.reason });
}

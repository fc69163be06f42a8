import { formatTime, timeInTokyo, type DateLocale } from '#lib/kernel/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Hall } from '../server/queries.ts';
import type { RunView, StepView, TurnView } from '../view.ts';

/** 13時45分, for milliseconds since 1970. */
export function clockTime(at: number, locale: DateLocale): string {
	return formatTime(timeInTokyo(new Date(at)), locale);
}

/** Left open: minutes say nothing any more. */
const longPast = 180;

/** 予定より4分 遅れています. */
export function delayWords({ minutesLate }: RunView): string {
	if (minutesLate > longPast) return m.facilitation_long_over();
	if (minutesLate > 0) return m.facilitation_late({ count: minutesLate });
	if (minutesLate < 0) return m.facilitation_early({ count: -minutesLate });
	return m.facilitation_on_time();
}

/** The title of a step, with the number of its question. */
export function stepName({ title, question, pillarNumber }: StepView): string {
	if (pillarNumber === 0 || title === question) return title;
	return m.facilitation_step_pillar({ title, number: pillarNumber });
}

/** Whose turn it is; names only where they are given. */
export function turnName({ of }: TurnView, id: string, hall: Hall | null): string {
	if (id === '') return '';
	if (of === 'tables') return m.boards_table({ number: id });
	if (of === 'seats') return m.facilitation_seat({ number: id });
	if (of === 'clusters') return hall?.board.clusters[id]?.name ?? '';
	const guest = hall?.guests.find((one) => one.id === id);
	return guest ? m.facilitation_person({ name: guest.calledName }) : m.facilitation_next_person();
}

import { say } from '../kernel/say.ts';
import type { ConcernState } from './rules.ts';
import {
	abouts,
	ageBands,
	circumstances,
	enteredChannels,
	feedbacks,
	households,
	isolations,
	kinds,
	noteKinds,
	privacies,
	tags,
	urgencies,
	type Tag,
	type Urgency,
} from './vocabulary.ts';

type Choice = { value: string; label: string; hint?: string };

/** The choices of the forms, in the language of the request. */
export const choices = {
	kinds: (): Choice[] => kinds.map((value) => ({ value, label: say(`concerns_kind_${value}`) })),
	abouts: (): Choice[] => abouts.map((value) => ({ value, label: say(`concerns_about_${value}`) })),
	tags: (): Choice[] => tags.map((value) => ({ value, label: say(`concerns_tag_${value}`) })),
	isolations: (): Choice[] =>
		isolations.map((value) => ({ value, label: say(`concerns_isolation_${value}`) })),
	households: (): Choice[] =>
		households.map((value) => ({ value, label: say(`concerns_household_${value}`) })),
	circumstances: (): Choice[] =>
		circumstances.map((value) => ({ value, label: say(`concerns_circumstances_${value}`) })),
	ageBands: (): Choice[] =>
		ageBands.map((value) => ({ value, label: say(`concerns_age_band_${value}`) })),
	/** From the quiet one to the urgent one for residents: nobody ticks 緊急 by being first in the list. */
	urgencies: (): Choice[] =>
		[...urgencies].reverse().map((value) => ({
			value,
			label: say(`concerns_urgency_${value}`),
			hint: say(`concerns_urgency_${value}_hint`),
		})),
	channels: (): Choice[] =>
		enteredChannels.map((value) => ({ value, label: say(`concerns_channel_${value}`) })),
	privacies: (): Choice[] =>
		privacies.map((value) => ({ value, label: say(`concerns_privacy_${value}`) })),
	feedbacks: (): Choice[] =>
		feedbacks.map((value) => ({ value, label: say(`concerns_feedback_${value}`) })),
	noteKinds: (): Choice[] =>
		noteKinds.map((value) => ({ value, label: say(`concerns_note_kind_${value}`) })),
	yesNo: (asked: 'anonymous_use' | 'contact'): Choice[] =>
		(['yes', 'no'] as const).map((value) => ({ value, label: say(`concerns_${asked}_${value}`) })),
};

export function tagNames(codes: readonly Tag[]): string {
	return codes.map((code) => say(`concerns_tag_${code}`)).join('、');
}

/** For tables and filters: the name without what explains it. */
function shortTagName(code: Tag): string {
	return say(`concerns_tag_${code}`).replace(/\s*[（(].*$/u, '');
}

export function shortTagNames(codes: readonly Tag[]): string {
	return codes.map(shortTagName).join('、');
}

export function tagFilter(): Choice[] {
	return tags.map((value) => ({ value, label: shortTagName(value) }));
}

export function toneOfState(state: ConcernState): 'neutral' | 'waiting' | 'active' | 'done' {
	if (state === 'received') return 'waiting';
	if (state === 'closed' || state === 'answered') return 'done';
	return ['draft', 'withdrawn', 'duplicateOf'].includes(state) ? 'neutral' : 'active';
}

export function toneOfUrgency(urgency: Urgency): 'neutral' | 'waiting' | 'alert' {
	return ({ urgent: 'alert', soon: 'waiting', normal: 'neutral' } as const)[urgency];
}

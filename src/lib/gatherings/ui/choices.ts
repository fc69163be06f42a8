import { say } from '#lib/kernel/say.ts';
import { actorGroups } from '#lib/organisations/rules.ts';
import { checkItems, forumKinds, forumStates } from '../forums/rules.ts';
import { rhythms } from '../sessions/recurrence.ts';
import {
	agendaKinds,
	audiences,
	enteredChannels,
	needs,
	plannableKinds,
	resultKinds,
	sessionKinds,
	sessionStates,
	ways,
	type Way,
} from '../sessions/rules.ts';

/** The options of select fields, in the words of the reader. */
export type Option = { value: string; label: string };

export const positionOptions = (): Option[] =>
	actorGroups.map((value) => ({ value, label: say(`organisations_group_${value}`) }));

export const forumKindOptions = (): Option[] =>
	forumKinds.map((value) => ({ value, label: say(`gatherings_forum_kind_${value}`) }));

export const forumStateOptions = (withPlanned: boolean): Option[] =>
	forumStates
		.filter((state) => withPlanned || state !== 'planned')
		.map((value) => ({ value, label: say(`gatherings_forum_state_${value}`) }));

export const checkOptions = (): Option[] =>
	checkItems.map((value) => ({ value, label: say(`gatherings_check_${value}`) }));

export const sessionKindOptions = (all: boolean): Option[] =>
	(all ? sessionKinds : plannableKinds).map((value) => ({
		value,
		label: say(`gatherings_session_kind_${value}`),
	}));

export const sessionStateOptions = (withPlanned: boolean): Option[] =>
	sessionStates
		.filter((state) => withPlanned || state !== 'planned')
		.map((value) => ({ value, label: say(`gatherings_session_state_${value}`) }));

export const audienceOptions = (): Option[] =>
	audiences.map((value) => ({ value, label: say(`gatherings_audience_${value}`) }));

export const wayOptions = (offered: readonly Way[] = ways): Option[] =>
	ways
		.filter((way) => offered.includes(way))
		.map((value) => ({ value, label: say(`gatherings_way_${value}`) }));

export const needOptions = (): Option[] =>
	needs.map((value) => ({ value, label: say(`gatherings_need_${value}`) }));

export const channelOptions = (): Option[] =>
	enteredChannels.map((value) => ({ value, label: say(`gatherings_channel_${value}`) }));

export const agendaKindOptions = (): Option[] =>
	agendaKinds.map((value) => ({ value, label: say(`gatherings_agenda_kind_${value}`) }));

export const resultKindOptions = (): Option[] =>
	resultKinds.map((value) => ({ value, label: say(`gatherings_result_${value}`) }));

export const rhythmOptions = (): Option[] =>
	rhythms.map((value) => ({ value, label: say(`gatherings_rhythm_${value}`) }));

export const nthOptions = (): Option[] =>
	(['1', '2', '3', '4', '5'] as const).map((value) => ({
		value,
		label: say(`gatherings_nth_${value}`),
	}));

export const weekdayOptions = (): Option[] =>
	(['0', '1', '2', '3', '4', '5', '6'] as const).map((value) => ({
		value,
		label: say(`gatherings_weekday_${value}`),
	}));

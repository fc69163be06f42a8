import { m } from '#lib/paraglide/messages.js';
import type { ActorGroup } from '../../organisations/rules.ts';
import { boardRefusals, type BoardRefusal } from '../rules.ts';

/**
 * Texts by name, one by one: a browser that runs a board loads these and no others (`say` would bring every text
 * of the program along).
 */
const positions: Record<ActorGroup, () => string> = {
	residents: m.organisations_group_residents,
	administration: m.organisations_group_administration,
	welfareCorporation: m.organisations_group_welfareCorporation,
	civicGroup: m.organisations_group_civicGroup,
	expert: m.organisations_group_expert,
	company: m.organisations_group_company,
	school: m.organisations_group_school,
};

export function positionName(group: ActorGroup): string {
	return positions[group]();
}

const refusals: Record<BoardRefusal, () => string> = {
	boards_is_closed: m.boards_is_closed,
	boards_text_missing: m.boards_text_missing,
	boards_text_too_long: m.boards_text_too_long,
	boards_name_missing: m.boards_name_missing,
	boards_name_too_long: m.boards_name_too_long,
	boards_item_unknown: m.boards_item_unknown,
	boards_is_full: m.boards_is_full,
	refusal_not_allowed: m.refusal_not_allowed,
	refusal_not_valid: m.refusal_not_valid,
};

/** Why a wish was refused; the general words for a name that a newer server may say. */
export function refusalWords(key: string): string {
	const known = boardRefusals.find((name) => name === key);
	return refusals[known ?? 'refusal_not_valid']();
}

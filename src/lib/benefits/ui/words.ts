import { m } from '#lib/paraglide/messages.js';
import type { ActorGroup } from '../../organisations/rules.ts';
import type { BenefitKind, Column, OriginKind } from '../sheet.ts';
import { sheetRefusals, type SheetRefusal } from '../wishes.ts';

/**
 * Texts by name, one by one: a browser that runs a table loads these and no others (`say` would bring every text of the
 * program along).
 */
export const columnNames: Record<Column | 'benefit' | 'party', () => string> = {
	party: m.benefits_col_party,
	trouble: m.benefits_col_trouble,
	purpose: m.benefits_col_purpose,
	activity: m.benefits_col_activity,
	role: m.benefits_col_role,
	benefit: m.benefits_col_benefit,
};

/** What a hall is asked, column by column. */
export const columnQuestions: Record<Column | 'benefit' | 'party', () => string> = {
	party: m.benefits_ask_party,
	trouble: m.benefits_ask_trouble,
	purpose: m.benefits_ask_purpose,
	activity: m.benefits_ask_activity,
	role: m.benefits_ask_role,
	benefit: m.benefits_ask_benefit,
};

export const kindNames: Record<BenefitKind, () => string> = {
	money: m.benefits_kind_money,
	goods: m.benefits_kind_goods,
	spirit: m.benefits_kind_spirit,
	situation: m.benefits_kind_situation,
};

export const originNames: Record<OriginKind, () => string> = {
	preparation: m.benefits_origin_preparation,
	cause: m.benefits_origin_cause,
	opinion: m.benefits_origin_opinion,
	pillar: m.benefits_origin_pillar,
	result: m.benefits_origin_result,
	organisation: m.benefits_origin_organisation,
};

export const positionNames: Record<ActorGroup, () => string> = {
	residents: m.organisations_group_residents,
	administration: m.organisations_group_administration,
	welfareCorporation: m.organisations_group_welfareCorporation,
	civicGroup: m.organisations_group_civicGroup,
	expert: m.organisations_group_expert,
	company: m.organisations_group_company,
	school: m.organisations_group_school,
};

const refusals: Record<SheetRefusal, () => string> = {
	benefits_words_missing: m.benefits_words_missing,
	benefits_words_too_long: m.benefits_words_too_long,
	benefits_name_missing: m.benefits_name_missing,
	benefits_name_too_long: m.benefits_name_too_long,
	benefits_party_unknown: m.benefits_party_unknown,
	benefits_party_left: m.benefits_party_left,
	benefits_party_there: m.benefits_party_there,
	benefits_own_row_stays: m.benefits_own_row_stays,
	benefits_is_full: m.benefits_is_full,
	benefits_is_finished: m.benefits_is_finished,
	refusal_not_allowed: m.refusal_not_allowed,
	refusal_not_valid: m.refusal_not_valid,
};

/** Why a wish was refused; the general words for a name that a newer server may say. */
export function refusalWords(key: string): string {
	const known = sheetRefusals.find((name) => name === key);
	return refusals[known ?? 'refusal_not_valid']();
}

export const unwritten = (column: Column | 'benefit') =>
	column === 'benefit' ? m.benefits_blank_benefit() : m.benefits_blank();

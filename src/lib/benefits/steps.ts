import { isId } from '../kernel/ids.ts';
import { columns, type Column } from './sheet.ts';

/** In which order a table is filled: who, then everybody's 問題, everybody's 目的 … */
export const steps = ['party', ...columns, 'benefit'] as const;
export type Step = (typeof steps)[number];

export function stepFrom(text: string | null): Step | null {
	return steps.find((step) => step === text) ?? null;
}

/** `<id of the row>.<column>` */
export function cellFrom(
	text: string | null,
): { partyId: string; column: Column | 'benefit' } | null {
	const [partyId = '', name] = (text ?? '').split('.');
	const column = ([...columns, 'benefit'] as const).find((one) => one === name);
	return column && isId(partyId) ? { partyId, column } : null;
}

import type { Standing, TreeState } from '../rules.ts';

export const tones = {
	hypothesis: 'neutral',
	checked: 'done',
	wrong: 'alert',
} as const satisfies Record<Standing, string>;

export const stateTones = {
	draft: 'waiting',
	published: 'done',
	changed: 'waiting',
} as const satisfies Record<TreeState, string>;

import { bento } from './bento.ts';
import { family } from './family.ts';
import { lights } from './lights.ts';
import { lunch } from './lunch.ts';
import { morning } from './morning.ts';
import { roles } from './roles.ts';
import { van } from './van.ts';
import type { PlatformText } from './types.ts';

export const platformTexts: readonly PlatformText[] = [
	lunch,
	family,
	lights,
	van,
	roles,
	bento,
	morning,
];

import { defineParams } from '@sveltejs/kit/params';
import { installationPaths } from '#lib/operators/rules.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const slug = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

export const params = defineParams({
	/** A record's id. Anything else in this place of the address is a page that does not exist. */
	id: (value) => (uuid.test(value) ? value : undefined),
	/** The short name of a 運営主体 in the address. */
	operator: (value) => (slug.test(value) && !installationPaths.has(value) ? value : undefined),
});

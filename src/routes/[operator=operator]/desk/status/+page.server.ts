import { maySeeAudit } from '#lib/people/rules.ts';
import { maySeeCare } from '#lib/operators/rules.ts';
import { application, now } from '#lib/server/application.ts';
import { careState } from '#lib/server/care.ts';
import { read, requireActor } from '#lib/server/request.ts';
import { version } from '../../../../../package.json';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, maySeeCare);
	const { dataFolder, smtpUrl, backups } = application().config;
	const at = now();
	const about = { dataFolder, hasServer: smtpUrl !== undefined, backupDays: backups.days, now: at };
	return {
		at,
		version,
		mayAudit: maySeeAudit(actor),
		care: await read(event, (tx) => careState(tx, actor, about)),
	};
};

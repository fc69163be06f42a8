import type { SessionPage } from '../../../gatherings/sessions/server/detail.ts';
import { say } from '../../../kernel/say.ts';
import type { PaperPart } from '../../../papers/server/kinds.ts';
import { m } from '../../../paraglide/messages.js';
import { peopleOnPaper } from './people.ts';

const emptyTags = 8;

/** 名札: for everybody who is expected, those without a name too, and some for those who just come. */
export const tagsPart: PaperPart<SessionPage> = {
	name: 'tags',
	title: 'papers_part_tags',
	hint: 'papers_part_tags_hint',
	hasNames: true,
	isUsual: true,
	copies: { label: 'papers_copies_tags', suggested: () => Promise.resolve(emptyTags) },
	async load({ tx, actor, subject, locale, copies }) {
		const people = await peopleOnPaper(tx, actor, subject);
		const tags = people.flatMap(({ name, kana, organisation, position, people, tables }) => {
			const common = {
				organisation,
				position: position && say(`organisations_group_${position}`, locale),
			};
			const own = tables.map((table) => (table ? String(table) : '－')).join('・');
			const table = tables.some(Boolean) ? m.papers_tag_table({ table: own }, { locale }) : '';
			const others = Array.from({ length: people - 1 }, () => ({
				...{ ...common, name: '', kana: '', table: '' },
			}));
			return [{ ...common, name, kana, table }, ...others];
		});
		const words = {
			title: say('papers_part_tags', locale),
			cut: say('papers_tags_cut', locale),
		};
		return { template: '/seating/papers/tags.typ', data: { words, tags, blanks: copies } };
	},
};

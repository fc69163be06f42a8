-- What was said can be looked for as well: comments on issues, and what came out of sessions.
alter table issue_comments add column search_text text not null default '';
alter table opinions add column search_text text not null default '';
alter table session_results add column search_text text not null default '';
alter table decisions add column search_text text not null default '';

-- What was written before is folded here as far as SQL can (width, case, katakana); variant kanji and dashes are folded by
-- src/lib/kernel/text.ts whenever the text is written again.
create function folded(words text) returns text language sql immutable as $$
	select translate(lower(normalize(words, nfkc)),
		'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ',
		'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ')
$$;
do $$
declare
	written record;
begin
	for written in values ('issue_comments', 'body'), ('opinions', 'text'), ('session_results', 'text'), ('decisions', 'text') loop
		execute format('alter table %I no force row level security', written.column1);
		execute format('update %I set search_text = folded(%I)', written.column1, written.column2);
		execute format('alter table %I force row level security', written.column1);
	end loop;
end $$;
drop function folded(text);

call feeds_search('issue_comments', 'comment', 'search_text', '', 'posted_at', 'body');
call feeds_search('opinions', 'opinion', 'search_text', '', 'typed_at', 'text');
call feeds_search('session_results', 'result', 'search_text', '', 'typed_at', 'text');
call feeds_search('decisions', 'decision', 'search_text', '', 'typed_at', 'text', 'who_does', 'by_when');

-- 協力の3類型 (徳島, seeds/001): what kind of cooperation a table is about; nothing where nobody said
alter table benefit_tables add column cooperation text check (cooperation in ('together', 'supporting', 'mutual'));

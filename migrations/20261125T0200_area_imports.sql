-- A file that says where areas lie (GeoJSON, or a list of 町丁目), while it is being looked at.
create table area_drafts (
	operator_id uuid not null references operators,
	id uuid not null,
	kind text not null check (kind in ('boundaries', 'towns')),
	partition_id uuid not null,
	valid_from date not null,
	-- areas that the file does not name end on that day
	end_missing boolean not null,
	file_name text not null,
	sha256 text not null,
	content bytea not null check (length(content) <= 10485760),
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, partition_id) references partitions
);
call belongs_to_operator('area_drafts');

alter table imports
	drop constraint imports_kind_check,
	add constraint imports_kind_check check (kind in ('organisations', 'places', 'people', 'boundaries', 'towns'));

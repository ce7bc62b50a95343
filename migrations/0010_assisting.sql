-- cases: which cases a unit assists in; few have any such part
create index case_assisting on "case" using gin (assisting jsonb_path_ops) where assisting <> '[]';

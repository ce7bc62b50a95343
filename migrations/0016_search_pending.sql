-- cases: new texts wait unsorted beside the index of the search, and each search walks through them: 256 kB are one millisecond, the default's 4 MB twenty
alter index case_search set (gin_pending_list_limit = 256);

// sync

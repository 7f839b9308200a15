" Rule files of insiderd. Other programs have files named *.rules, too: these lie in its folders.
autocmd BufRead,BufNewFile */insiderd/*.rules,*/insiderd@*/*.rules set filetype=insiderd

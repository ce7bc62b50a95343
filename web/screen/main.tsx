document.title = 'Wangge'

"""Never silently dead: signs of life, what is wrong in plain words, the daily self-test and the monthly drill.

The kiosk's lamp asks it, the office hears from it, leader and coordinator see whether help would come.
"""
